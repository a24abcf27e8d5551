"""What a reorganisation touches, who could take over, and drafts that give the steps to them."""
