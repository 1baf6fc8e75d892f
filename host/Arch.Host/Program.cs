Console.WriteLine("arch");
