import AuralMind
