"""From a messy naming to one unit of the register: reading, blocking, weighing, deciding."""
