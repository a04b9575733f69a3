"""Models behind an API: Anthropic's, and any that speaks the OpenAI protocol. Both are off until configured."""
