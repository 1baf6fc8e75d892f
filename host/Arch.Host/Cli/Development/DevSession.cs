using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Settings;

namespace Arch.Host.Cli.Development;

/// <summary>The loop of an author: what is saved is checked, what is typed is carried out, one after the other.</summary>
internal sealed class DevSession : IAsyncDisposable
{
    private const string Help = """
        Type a command as behind 'arch', such as: run FILE -i name=value, runs list, tasks complete ID --action approve.
        Nothing repeats the last one. 'check' checks everything again, 'quit' ends.
        """;

    private readonly string _folder;
    private readonly string[] _paths;
    private readonly Action<string> _say;
    private readonly Channel<Func<Task<bool>>> _work = Channel.CreateUnbounded<Func<Task<bool>>>();
    private readonly List<FolderWatch> _watches = [];
    private string[] _last = [];
    private Project? _project;
    private CheckedFiles? _files;

    public DevSession(string folder, string[] paths, Action<string> say)
    {
        _folder = folder;
        _paths = [.. paths.Select(path => Path.GetFullPath(path, folder))];
        _say = say;
    }

    /// <summary>Watches, checks and runs until it is told to end.</summary>
    /// <param name="input">Where commands are typed; its end ends nothing, since watching goes on.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(TextReader input, CancellationToken stop)
    {
        OpenProject();
        Watch();
        CheckAll();
        _say("Watching. 'help' says what can be typed.");
        // Reading a console blocks its thread even where it looks asynchronous.
        new Thread(() => Read(input)) { IsBackground = true, Name = "Arch dev input" }.Start();
        try
        {
            await foreach (var work in _work.Reader.ReadAllAsync(stop))
            {
                if (!await work())
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C is the usual end.
        }

        return ExitCodes.Succeeded;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var watch in _watches)
        {
            watch.Dispose();
        }

        _project?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Read(TextReader input)
    {
        while (input.ReadLine() is { } line)
        {
            _work.Writer.TryWrite(() => CarryOutAsync(line));
        }
    }

    private async Task<bool> CarryOutAsync(string line)
    {
        var words = CommandLineParser.SplitCommandLine(line).ToArray();
        words = words is ["arch", ..] ? words[1..] : words.Length == 0 ? _last : words;
        switch (words)
        {
            case []:
                break;
            case ["quit" or "exit"]:
                return false;
            case ["help"]:
                _say(Help);
                break;
            case ["check"]:
                CheckAll();
                break;
            case ["dev" or "lsp", ..]:
                _say($"'{words[0]}' cannot be typed here.");
                break;
            default:
                _last = words;

                // Each command opens the project anew, so that it works with what was saved last, plugins included.
                await ArchProgram.InvokeAsync(words);
                break;
        }

        return true;
    }

    private void OpenProject()
    {
        Project opened;
        try
        {
            opened = Project.Open(_folder);
        }
        catch (UsageException exception)
        {
            foreach (var line in exception.Lines)
            {
                _say(line);
            }

            opened = Project.Bare(_folder);
        }

        // What is loaded stays until the last who uses it is gone.
        _project?.Dispose();
        _project = opened;
        _files = new CheckedFiles(opened, [.. opened.Settings.WorkflowFolders, .. _paths], _folder, _say);
    }

    private void Watch()
    {
        var settings = _project!.Settings; // opened before
        foreach (var folder in settings.WorkflowFolders.Concat(_paths).Distinct())
        {
            Add(folder, FolderWatch.Workflows, files => Saved(files));
        }

        foreach (var folder in settings.PluginFolders)
        {
            Add(folder, "*", _ => Reload("The plugins have changed."));
        }

        Add(settings.ProjectFolder, SettingsReader.FileName, _ => Reload("The settings have changed; folders that are new are watched from the next start on."));
    }

    private void Add(string path, string pattern, Func<IReadOnlyCollection<string>, bool> happened) => _watches.AddRange(
        FolderWatch.Start(path, pattern, files => _work.Writer.TryWrite(() => Task.FromResult(happened(files)))));

    private bool Saved(IReadOnlyCollection<string> files)
    {
        var clock = Stopwatch.StartNew();
        var count = _files!.Check(files); // opened before
        if (count > 0)
        {
            Summarize(clock, count);
        }

        return true;
    }

    private bool Reload(string why)
    {
        _say(why);
        OpenProject();
        foreach (var plugin in _project!.Steps.Plugins.Where(plugin => plugin.Problems.Count > 0))
        {
            _say($"{plugin.Id}: {plugin.Problems[0]}");
        }

        CheckAll();
        return true;
    }

    private void CheckAll()
    {
        var clock = Stopwatch.StartNew();
        Summarize(clock, _files!.CheckAll());
    }

    private void Summarize(Stopwatch clock, int count)
    {
        var (errors, warnings) = _files!.Count();
        var state = (errors, warnings) switch
        {
            (0, 0) => "all is well",
            _ => $"{Counted.Of(errors, "error")}, {Counted.Of(warnings, "warning")}",
        };
        _say(string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetLocalNow():HH:mm:ss} checked {Counted.Of(count, "file")} in {clock.Elapsed.TotalMilliseconds:0} ms: {state}."));
    }
}
