"""Who may do what: keys and their scopes, clients and their rates, and pages of other sites."""
