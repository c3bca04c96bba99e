"""Files to take away: everything, the claims, the relationships, in formats of many tools."""
