"""The independent dimensions of a unit, each fact dated and sourced, and the badge they give."""
