namespace Arch.Plugins.Isolation;

/// <summary>The process of one plugin: loads it and carries out what the host asks for, until the host goes away.</summary>
public static class PluginWorker
{
    /// <summary>Serves a host over a pair of streams.</summary>
    /// <param name="sending">What the host reads.</param>
    /// <param name="receiving">What the host writes.</param>
    /// <returns>A task that ends when the host closes the streams or goes away.</returns>
    public static async Task RunAsync(Stream sending, Stream receiving)
    {
        using var server = new WorkerServer(sending, receiving);
        await server.ServeAsync().ConfigureAwait(false);
    }
}
