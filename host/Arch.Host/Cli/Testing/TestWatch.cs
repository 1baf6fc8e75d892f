using System.Threading.Channels;
using Arch.Host.Projects;
using Arch.Host.Settings;
using Arch.Sdk;

namespace Arch.Host.Cli.Testing;

/// <summary>Runs tests again whenever a file has changed, until the user has had enough.</summary>
internal static class TestWatch
{
    public static async Task<int> RunAsync(TestOptions options, CancellationToken stop)
    {
        var changes = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var watches = Folders(options)
            .SelectMany(folder => FolderWatch.Start(folder, FolderWatch.Workflows, files => changes.Writer.TryWrite(files.First())))
            .ToList();
        try
        {
            while (true)
            {
                await RunOnceAsync(options, stop);
                await Console.Error.WriteLineAsync("Waiting for changes; Ctrl-C ends.");
                var file = await changes.Reader.ReadAsync(stop);
                await Console.Error.WriteLineAsync($"{Path.GetRelativePath(Directory.GetCurrentDirectory(), file)} has changed.");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Succeeded;
        }
        finally
        {
            watches.ForEach(watch => watch.Dispose());
        }
    }

    // A file may be wrong, or gone, just now.
    private static async Task RunOnceAsync(TestOptions options, CancellationToken stop)
    {
        try
        {
            await TestCommand.RunAsync(options, stop);
        }
        catch (UsageException e)
        {
            foreach (var line in e.Lines)
            {
                await Console.Error.WriteLineAsync(line);
            }
        }
        catch (ArchException e)
        {
            await Console.Error.WriteLineAsync($"{e.Code} {e.Message}");
        }
    }

    private static IEnumerable<string> Folders(TestOptions options)
    {
        var settings = SettingsReader.Read(Directory.GetCurrentDirectory());
        return settings.WorkflowFolders
            .Concat(options.Paths.Select(path => Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path)) ?? "."))
            .Select(Path.GetFullPath)
            .Where(Directory.Exists)
            .Distinct(StringComparer.Ordinal);
    }
}
