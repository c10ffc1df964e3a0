Console.WriteLine("Ready");
