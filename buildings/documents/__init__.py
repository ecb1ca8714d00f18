"""Photos and documents attached to units, cases, issues and episodes, served only by the policy."""
