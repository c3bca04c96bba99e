"""What a trained encoder makes of an article: which actor arms which, and where it is said."""
