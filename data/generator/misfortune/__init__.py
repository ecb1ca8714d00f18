"""What happens on an invented estate: dated facts about flats and condominiums, never persons.

Only condominiums with invented names at civics from 901 up are ever touched.
"""
