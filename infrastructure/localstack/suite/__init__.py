"""What is asked of the deployed service: through API Gateway like a customer, and about the stack like its operator."""
