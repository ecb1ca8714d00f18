"""What the registers of the Comune say about who lives where: counts and outcomes, no names."""
