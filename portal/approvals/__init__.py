"""Who must agree, who has agreed, and to which text: what was approved is what is published."""
