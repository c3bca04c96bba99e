"""The API's description for people: a page that needs nothing from elsewhere."""
