using Benchmarks;

var which = args.Length == 0 ? "all" : args[0];
Machine.Print();
switch (which)
{
    case "store":
        await StoreBenchmark.RunAsync();
        return 0;
    case "all":
        await StoreBenchmark.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync($"There is no benchmark '{which}'. Say chain, durable, store or all.");
        return 2;
}
