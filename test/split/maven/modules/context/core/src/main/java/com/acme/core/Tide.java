package com.acme.core;

public class Tide {}
