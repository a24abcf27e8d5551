"""« Déléguer »: the page on which a holder lets somebody act for a party."""
