select audit.foresee()
