"""Between the desk and the text: reads drafts into the contents that editions would seal."""
