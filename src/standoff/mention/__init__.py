"""mention"""
