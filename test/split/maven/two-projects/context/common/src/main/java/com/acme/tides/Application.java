package com.acme.tides;

public class Application {
  public static void main(String[] args) {
    System.out.println("tides");
  }
}
