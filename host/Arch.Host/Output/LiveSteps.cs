using Arch.Engine.Progress;
using Arch.Engine.Runs;
using Arch.Sdk;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Arch.Host.Output;

/// <summary>The state of the steps that a terminal shows. Safe to use from many threads.</summary>
internal sealed class LiveSteps
{
    private readonly Lock _lock = new();
    private readonly List<Row> _rows = [];
    private readonly Dictionary<(RunId Run, string Path), Row> _byPath = [];
    private readonly List<string> _logLines = [];
    private readonly RunPrefix _prefix = new();

    public void SetMain(RunId runId) => _prefix.SetMain(runId);

    public void Take(StepProgress progress)
    {
        lock (_lock)
        {
            var row = Find(progress);
            row.Last = progress;
            if (progress.Change is StepChange.Started or StepChange.AttemptStarted)
            {
                row.StartedAt ??= progress.At;
                row.Doing = null;
            }
        }
    }

    public void TakeLog(RunId runId, string stepPath, PluginLogLevel level, string message)
    {
        var colour = level switch { PluginLogLevel.Error => "red", PluginLogLevel.Warning => "yellow", PluginLogLevel.Debug => "grey", _ => "default" };
        lock (_lock)
        {
            _logLines.Add($"[grey]{Markup.Escape(_prefix.Of(runId) + stepPath)} |[/] [{colour}]{Markup.Escape(message)}[/]");
        }
    }

    public void TakeWarning(RunWarning warning) => TakeWarning(_prefix.Of(warning.RunId) + StepText.Describe(warning));

    public void TakeTrouble(ArchException exception) => TakeWarning(StepText.Describe(exception));

    public void TakeFraction(RunId runId, string stepPath, double fraction, string? message)
    {
        lock (_lock)
        {
            if (_byPath.TryGetValue((runId, stepPath), out var row))
            {
                row.Doing = $"{fraction:P0} {message}";
            }
        }
    }

    /// <summary>Gives the lines of logs since the last call, as markup.</summary>
    public IReadOnlyList<string> TakeLogLines()
    {
        lock (_lock)
        {
            string[] lines = [.. _logLines];
            _logLines.Clear();
            return lines;
        }
    }

    /// <summary>Draws the steps.</summary>
    /// <param name="now">The moment that running steps are measured to.</param>
    /// <param name="mostRows">How many rows fit; ended steps inside of others give way first, then the oldest.</param>
    public IRenderable Draw(DateTimeOffset now, int mostRows)
    {
        lock (_lock)
        {
            var shown = _rows.Count <= mostRows ? _rows : Fit(mostRows);
            return new Rows(shown.Select(row => new Markup(row.Draw(now, _prefix.Of(row.Last.RunId))) { Overflow = Overflow.Ellipsis }));
        }
    }

    private void TakeWarning(string text)
    {
        lock (_lock)
        {
            _logLines.Add($"[yellow]{Markup.Escape(text)}[/]");
        }
    }

    private List<Row> Fit(int mostRows)
    {
        var tooMany = _rows.Count - mostRows;
        var hidden = _rows.Where(row => row.HasEnded)
            .OrderByDescending(row => row.Last.Depth > 0)
            .Take(tooMany)
            .ToHashSet();
        return [.. _rows.Where(row => !hidden.Contains(row)).TakeLast(mostRows)];
    }

    private Row Find(StepProgress progress)
    {
        if (!_byPath.TryGetValue((progress.RunId, progress.StepPath), out var row))
        {
            row = new Row(progress);
            _byPath.Add((progress.RunId, progress.StepPath), row);
            _rows.Add(row);
        }

        return row;
    }

    private sealed class Row(StepProgress first)
    {
        public StepProgress Last { get; set; } = first;

        public DateTimeOffset? StartedAt { get; set; }

        public string? Doing { get; set; }

        public bool HasEnded => Last.Change is StepChange.Succeeded or StepChange.Failed or StepChange.Cancelled or StepChange.Skipped;

        public string Draw(DateTimeOffset now, string prefix)
        {
            var (mark, colour) = Last.Change switch
            {
                StepChange.Succeeded => ("✓", "green"),
                StepChange.Failed or StepChange.AttemptFailed => ("✗", "red"),
                StepChange.Cancelled => ("■", "yellow"),
                StepChange.Skipped => ("–", "grey"),
                StepChange.Waiting => ("…", "blue"),
                _ => ("●", "aqua"),
            };
            var said = HasEnded || Last.Change is StepChange.Waiting or StepChange.AttemptFailed
                ? StepText.Describe(Last)
                : $"running {(StartedAt is { } start ? StepText.Of(now - start) : "")} {Doing}".TrimEnd();
            return $"{new string(' ', 2 * Last.Depth)}[{colour}]{mark}[/] {Markup.Escape(prefix + (Last.Node.Name ?? Last.StepPath))} [grey]{Markup.Escape(said)}[/]";
        }
    }
}
