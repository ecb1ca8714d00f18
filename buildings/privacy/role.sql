select access.role()
