"""dxplan: revise a public plan and make the papers of its committee."""
