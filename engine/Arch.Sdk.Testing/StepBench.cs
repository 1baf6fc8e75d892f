using System.Text;
using System.Text.Json;
using Arch.Plugins.Files;
using Arch.Plugins.Running;
using Arch.Sdk.Testing.Running;
using Arch.Sdk.Triggers;
using Arch.Sdk.Vectors;
using Microsoft.Extensions.Time.Testing;

namespace Arch.Sdk.Testing;

/// <summary>
/// Runs steps and triggers as a host does: inputs and outputs are checked against their records' declarations and go through JSON. The
/// network, programs and the vector store refuse until the test says what answers.
/// </summary>
/// <remarks>Made by a test and disposed by it; not for several tests at a time.</remarks>
public sealed class StepBench : IDisposable
{
    private readonly BenchServices _services;

    /// <summary>Creates a bench with an empty temporary folder.</summary>
    public StepBench()
    {
        Folder = Directory.CreateTempSubdirectory("arch-bench-").FullName;
        _services = new BenchServices(this, new FileAccessPolicy(Folder, [], [Folder], []));
    }

    /// <summary>Gets the run's working folder, below which files may be read and written. It is deleted when the bench is disposed.</summary>
    public string Folder { get; }

    /// <summary>Gets the clock.</summary>
    /// <value>Stands at 2026-01-01 00:00 UTC until it is moved.</value>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Gets what answers HTTP requests, and those that were made.</summary>
    public BenchHttp Http { get; } = new();

    /// <summary>Gets what answers connections, and those that were made.</summary>
    public BenchNetwork Network { get; } = new();

    /// <summary>Gets what stands for programs, and those that were started.</summary>
    public BenchProcesses Processes { get; } = new();

    /// <summary>Gets or sets the vector store.</summary>
    /// <value><see langword="null"/> unless set: then a step that asks for it fails.</value>
    public IVectorAccess? Vectors { get; set; }

    /// <summary>Gets the lines that were logged, oldest first.</summary>
    public IReadOnlyList<LogLine> Lines => _services.Lines;

    /// <summary>Gets the progress that was reported, oldest first.</summary>
    public IReadOnlyList<ProgressReport> Progress => _services.Progress;

    /// <summary>Gets or sets the id of the run.</summary>
    /// <value><c>run-1</c> unless set.</value>
    public string RunId { get; set; } = "run-1";

    /// <summary>Gets or sets the workflow.</summary>
    /// <value><c>tests.bench</c> unless set.</value>
    public string Workflow { get; set; } = "tests.bench";

    /// <summary>Gets or sets the place of the step in the run.</summary>
    /// <value><c>step</c> unless set.</value>
    public string StepPath { get; set; } = "step";

    /// <summary>Gets or sets the number of the attempt.</summary>
    /// <value>1 unless set.</value>
    public int Attempt { get; set; } = 1;

    /// <summary>Gets the key of the attempt, made of run, step and number.</summary>
    public string IdempotencyKey => $"{RunId}/{StepPath}/{Attempt}";

    /// <summary>Gets or sets the cursor that the next look of a trigger gets; each look sets it.</summary>
    /// <value><see langword="null"/> before the first look.</value>
    public string? Cursor { get; set; }

    /// <summary>Carries out an attempt.</summary>
    /// <typeparam name="TInput">The record of inputs.</typeparam>
    /// <typeparam name="TOutput">The record of outputs.</typeparam>
    /// <param name="step">The step.</param>
    /// <param name="input">The inputs; what holds of them in a workflow is checked.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The outputs as they are read back from JSON.</returns>
    /// <exception cref="StepException">The attempt failed.</exception>
    public async Task<TOutput> RunAsync<TInput, TOutput>(
        IStep<TInput, TOutput> step, TInput input, CancellationToken cancellationToken = default)
        where TInput : class
        where TOutput : class =>
        RecordJson.Read<TOutput>(await CheckedRun.Of(step).RunAsync(RecordJson.Write(input), _services.Context, cancellationToken).ConfigureAwait(false));

    /// <summary>Carries out an attempt with inputs as a workflow writes them, in JSON.</summary>
    /// <typeparam name="TInput">The record of inputs.</typeparam>
    /// <typeparam name="TOutput">The record of outputs.</typeparam>
    /// <param name="step">The step.</param>
    /// <param name="inputJson">A JSON object, with names in snake case.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The outputs as later steps see them.</returns>
    /// <exception cref="StepException">The attempt failed.</exception>
    public async Task<JsonElement> RunJsonAsync<TInput, TOutput>(
        IStep<TInput, TOutput> step, string inputJson, CancellationToken cancellationToken = default)
        where TInput : class
        where TOutput : class
    {
        var output = await CheckedRun.Of(step).RunAsync(Encoding.UTF8.GetBytes(inputJson), _services.Context, cancellationToken).ConfigureAwait(false);
        return JsonElement.Parse(output.Span);
    }

    /// <summary>Carries out an attempt that must fail.</summary>
    /// <typeparam name="TInput">The record of inputs.</typeparam>
    /// <typeparam name="TOutput">The record of outputs.</typeparam>
    /// <param name="step">The step.</param>
    /// <param name="input">The inputs.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The failure as the workflow sees it.</returns>
    /// <exception cref="InvalidOperationException">The attempt succeeded.</exception>
    public Task<StepException> FailAsync<TInput, TOutput>(
        IStep<TInput, TOutput> step, TInput input, CancellationToken cancellationToken = default)
        where TInput : class
        where TOutput : class => FailAsync(CheckedRun.Of(step), RecordJson.Write(input), cancellationToken);

    /// <summary>Carries out an attempt that must fail, with inputs in JSON.</summary>
    /// <typeparam name="TInput">The record of inputs.</typeparam>
    /// <typeparam name="TOutput">The record of outputs.</typeparam>
    /// <param name="step">The step.</param>
    /// <param name="inputJson">A JSON object, with names in snake case.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The failure as the workflow sees it.</returns>
    /// <exception cref="InvalidOperationException">The attempt succeeded.</exception>
    public Task<StepException> FailJsonAsync<TInput, TOutput>(
        IStep<TInput, TOutput> step, string inputJson, CancellationToken cancellationToken = default)
        where TInput : class
        where TOutput : class => FailAsync(CheckedRun.Of(step), Encoding.UTF8.GetBytes(inputJson), cancellationToken);

    /// <summary>Lets a trigger look for news, with the cursor of the look before.</summary>
    /// <typeparam name="TSettings">The record of settings.</typeparam>
    /// <typeparam name="TItem">The record of an item.</typeparam>
    /// <param name="trigger">The trigger.</param>
    /// <param name="settings">The settings; what holds of them in a workflow is checked.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>What it found, as it is read back from JSON.</returns>
    /// <exception cref="StepException">The look failed.</exception>
    /// <exception cref="InvalidOperationException">A key or the cursor is longer than a host takes, or two items have one key.</exception>
    public async Task<TriggerBatch<TItem>> PollAsync<TSettings, TItem>(
        ITrigger<TSettings, TItem> trigger, TSettings settings, CancellationToken cancellationToken = default)
        where TSettings : class
        where TItem : class
    {
        var run = CheckedRun.Of(new PollStep<TSettings, TItem>(trigger, () => new BenchTriggerContext(_services, Cursor)), trigger.GetType().Name);
        var output = await run.RunAsync(RecordJson.Write(settings), _services.Context, cancellationToken).ConfigureAwait(false);
        var batch = RecordJson.Read<TriggerBatch<TItem>>(output);
        BatchLimits.Check(batch);
        Cursor = batch.Cursor ?? Cursor;
        return batch;
    }

    /// <summary>Gives the full path of a file in the working folder, with the folders above it made.</summary>
    /// <param name="path">The path below the working folder.</param>
    /// <returns>The full path.</returns>
    public string PathOf(string path)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!); // it is below a folder
        return full;
    }

    /// <summary>Writes a file in the working folder.</summary>
    /// <param name="path">The path below the working folder.</param>
    /// <param name="text">What it holds, written as UTF-8.</param>
    public void Write(string path, string text) => File.WriteAllText(PathOf(path), text);

    /// <summary>Reads a file of the working folder.</summary>
    /// <param name="path">The path below the working folder.</param>
    /// <returns>Its text.</returns>
    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    /// <summary>Deletes the working folder.</summary>
    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<StepException> FailAsync(IStepRunner runner, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> output;
        try
        {
            output = await runner.RunAsync(input, _services.Context, cancellationToken).ConfigureAwait(false);
        }
        catch (StepException e)
        {
            return e;
        }

        throw new InvalidOperationException($"The step was to fail but succeeded with {Encoding.UTF8.GetString(output.Span)}");
    }
}
