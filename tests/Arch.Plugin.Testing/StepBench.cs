using System.Reflection;
using System.Text;
using System.Text.Json;
using Arch.Plugins;
using Arch.Plugins.BuiltIn;
using Arch.Plugins.Files;
using Arch.Plugins.Running;
using Arch.Sdk;
using Arch.Sdk.Triggers;
using Arch.Workflows.Catalog;

namespace Arch.Plugin.Testing;

/// <summary>
/// Runs the step types of one assembly as a host does: JSON in and out, files below a temporary folder. Made by a test
/// class, disposed by it.
/// </summary>
public sealed class StepBench : IDisposable
{
    private readonly PluginCatalog _catalog;

    /// <summary>Creates a bench.</summary>
    /// <param name="plugin">The assembly with the step classes.</param>
    public StepBench(Assembly plugin)
    {
        _catalog = PluginCatalog.Open([], plugin.GetTypes()
            .Where(type => type.IsDefined(typeof(StepAttribute)) || type.IsDefined(typeof(TriggerAttribute)))
            .Select(BuiltInPart.OfClass));
        Folder = Directory.CreateTempSubdirectory("arch-").FullName;
        Context = new BenchContext(new FileAccessPolicy(Folder, [], [Folder], [".arch", "vault/keys"]));
    }

    /// <summary>Gets the working folder; steps may read and write below it, save in <c>.arch</c> and <c>vault/keys</c>.</summary>
    public string Folder { get; }

    /// <summary>Gets the attempt that steps see.</summary>
    public BenchContext Context { get; }

    /// <summary>Gets what a step type declares.</summary>
    /// <param name="stepType">Its name.</param>
    /// <returns>The declaration.</returns>
    public StepType Describe(string stepType) =>
        _catalog.Find(stepType, null) ?? throw new InvalidOperationException(_catalog.FindProblem(stepType, null)?.ToString() ?? stepType);

    /// <summary>Carries out an attempt.</summary>
    /// <param name="stepType">The step type's name.</param>
    /// <param name="input">An object that becomes the JSON of the inputs, member names as they are.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The outputs.</returns>
    public async Task<JsonElement> RunAsync(string stepType, object input, CancellationToken cancellationToken = default)
    {
        var version = Describe(stepType).Version;
        var runner = _catalog.FindRunner(stepType, version);
        var output = await runner.RunAsync(JsonSerializer.SerializeToUtf8Bytes(input), Context, cancellationToken);
        return JsonElement.Parse(output.Span);
    }

    /// <summary>Carries out an attempt that must fail.</summary>
    /// <param name="stepType">The step type's name.</param>
    /// <param name="input">An object that becomes the JSON of the inputs.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The failure.</returns>
    public async Task<StepException> FailAsync(string stepType, object input, CancellationToken cancellationToken = default)
    {
        JsonElement output;
        try
        {
            output = await RunAsync(stepType, input, cancellationToken);
        }
        catch (StepException e)
        {
            return e;
        }

        throw new InvalidOperationException($"The step succeeded with {output.GetRawText()}");
    }

    /// <summary>Looks for news by a trigger type.</summary>
    /// <param name="triggerType">Its name.</param>
    /// <param name="settings">An object that becomes the JSON of the settings, member names as they are.</param>
    /// <param name="cursor">The cursor; <see langword="null"/> at the first look.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>What is new.</returns>
    public async Task<TriggerNews> PollAsync(
        string triggerType, object settings, string? cursor = null, CancellationToken cancellationToken = default)
    {
        var runner = _catalog.FindTriggerRunner(triggerType, 1);
        return await runner.PollAsync(JsonSerializer.SerializeToUtf8Bytes(settings), new BenchTrigger(cursor, Context), cancellationToken);
    }

    /// <summary>Gives the full path of a file in the working folder, with the folders above it made.</summary>
    /// <param name="path">The path below the working folder.</param>
    /// <returns>The full path.</returns>
    public string PathOf(string path)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    /// <summary>Writes a file in the working folder.</summary>
    /// <param name="path">The path below the working folder.</param>
    /// <param name="text">What it holds, written as UTF-8.</param>
    public void Write(string path, string text) => File.WriteAllText(PathOf(path), text, new UTF8Encoding(false));

    /// <summary>Reads a file of the working folder.</summary>
    /// <param name="path">The path below the working folder.</param>
    /// <returns>Its text.</returns>
    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <inheritdoc/>
    public void Dispose()
    {
        Context.Dispose();
        _catalog.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
