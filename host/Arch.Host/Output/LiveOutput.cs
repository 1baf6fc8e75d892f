using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;
using Spectre.Console;

namespace Arch.Host.Output;

/// <summary>A tree of steps on a terminal, drawn again while the run goes on.</summary>
internal sealed class LiveOutput : IRunOutput
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly IAnsiConsole _console;
    private readonly LiveSteps _steps = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _drawing;

    public LiveOutput(TextWriter writer)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        _drawing = DrawAsync();
    }

    public void SetMain(RunId runId) => _steps.SetMain(runId);

    public void OnProgress(StepProgress progress) => _steps.Take(progress);

    public void OnWarning(RunWarning warning) => _steps.TakeWarning(warning);

    public void OnRunChanged(RunSummary summary)
    {
    }

    public void OnTrouble(ArchException exception) => _steps.TakeTrouble(exception);

    public void OnLog(RunId runId, string stepPath, PluginLogLevel level, string message) => _steps.TakeLog(runId, stepPath, level, message);

    public void OnFraction(RunId runId, string stepPath, double fraction, string? message) =>
        _steps.TakeFraction(runId, stepPath, fraction, message);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _drawing;
        _ended.Dispose();
    }

    private Task DrawAsync() => _console.Live(new Text("")).AutoClear(false).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                WriteLogs();
                live.UpdateTarget(_steps.Draw(TimeProvider.System.GetUtcNow(), MostRows));
            }
            while (await timer.WaitForNextTickAsync(_ended.Token));
        }
        catch (OperationCanceledException)
        {
            WriteLogs();
            live.UpdateTarget(_steps.Draw(TimeProvider.System.GetUtcNow(), MostRows));
        }
    });

    private int MostRows => Math.Max(5, _console.Profile.Height - 3);

    private void WriteLogs()
    {
        foreach (var line in _steps.TakeLogLines())
        {
            _console.MarkupLine(line);
        }
    }
}
