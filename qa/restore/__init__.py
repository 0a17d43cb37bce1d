"""What stood there before: candidates, their ranking in context, repair of the words around."""
