"""Tests of the deployed service, through API Gateway as a customer and on the stack as its operator."""
