"""A procedure as BPMN 2.0, with the drawing that other programs show."""
