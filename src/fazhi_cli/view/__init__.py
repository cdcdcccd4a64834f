"""What people read: tables, single measures, problems and messages, all returned as text in Chinese."""
