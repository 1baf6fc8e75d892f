namespace Arch.Host.Tests.Support;

/// <summary>A project in a folder of its own, deleted at the end.</summary>
internal sealed class TempProject : IDisposable
{
    private readonly Dictionary<string, string> _environment = [];

    public TempProject() => Folder = Directory.CreateTempSubdirectory("arch-test-").FullName;

    public string Folder { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public TempProject With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    public TempProject WithEnvironment(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    /// <summary>Copies the examples to the place that they have in the source tree.</summary>
    public TempProject WithExamples()
    {
        var source = Path.Combine(SourceTree.Root, "workflows/examples");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = PathOf(Path.Combine("workflows/examples", Path.GetRelativePath(source, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return this;
    }

    /// <summary>Puts a plugin of <c>tests/Fixtures</c> into the project's plugin folder.</summary>
    public TempProject WithFixture(string name)
    {
        var target = Directory.CreateDirectory(PathOf(Path.Combine("plugins", name))).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ArchProgram.Bin, name, ArchProgram.Configuration)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return this;
    }

    public ArchProgram Start(params string[] arguments) => ArchProgram.Start(Folder, _environment, arguments);

    public async Task<ArchResult> RunAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        return await program.EndAsync();
    }

    /// <summary>Runs a workflow that comes to where it only waits.</summary>
    /// <returns>The id of the run.</returns>
    public async Task<string> RunUntilItWaitsAsync(string file, params string[] arguments)
    {
        var run = await RunAsync(["run", file, "--output", "json", .. arguments]);
        run.ExitCode.ShouldBe(0, run.ToString());
        run.Json.GetProperty("status").GetString().ShouldBe("waiting", run.ToString());
        return run.Json.GetProperty("runId").GetString()!;
    }

    /// <summary>Gets where a run stands.</summary>
    public async Task<string?> StatusOfAsync(string runId) =>
        (await RunAsync("runs", "show", runId, "--output", "json")).Json.GetProperty("status").GetString();

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
