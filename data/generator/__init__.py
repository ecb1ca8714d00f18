"""Deterministic invention: the same seed gives the same rows, and no database is needed.

Two subjects: the structure of the district (`estate`) and, only for condominiums with invented
names at civics from 901 up, what happens to it (`misfortune`). Every row is synthetic.
"""
