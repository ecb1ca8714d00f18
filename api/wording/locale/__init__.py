"""Translations of the pages' sentences: one `.po` a language, msgids in English."""
