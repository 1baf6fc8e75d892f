using Arch.Engine.Ports;
using Arch.Engine.Runs;
using Arch.Expressions.Values;
using Arch.Workflows.Catalog;
using Arch.Workflows.Definitions;

namespace Arch.Storage.Testing;

/// <summary>Parts of commits and messages.</summary>
public static class Samples
{
    /// <summary>The workflow of runs for which none is given.</summary>
    public const string Workflow = "shop.orders";

    /// <summary>Gets when runs start for which no moment is given.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the definition of all runs.</summary>
    public static DefinitionId Definition { get; } = new(new string('d', 64));

    /// <summary>Gets the sources of the definition.</summary>
    public static IReadOnlyList<SourceText> Sources { get; } =
        [new("orders.yaml", "arch: 1\nid: orders\n"), new("actions/pay.yaml", "arch: 1\nkind: action # ü€𝄞\n")];

    /// <summary>Gets an error with every member.</summary>
    public static StepError Error { get; } = new()
    {
        Kind = StepErrorKinds.Plugin,
        Code = "card_declined",
        Message = "The card was declined: ü€𝄞",
        Step = "pay",
        Attempt = 3,
        Retryable = true,
        Status = 402,
        RetryAfter = TimeSpan.FromSeconds(90),
        Details = Json("""{"bank": "north"}"""),
    };

    /// <summary>Reads JSON.</summary>
    /// <param name="text">The JSON.</param>
    /// <returns>The value.</returns>
    public static Value Json(string text) => ValueJson.Parse(text);

    /// <summary>Makes a message.</summary>
    /// <param name="to">The run.</param>
    /// <param name="id">Its id.</param>
    /// <param name="kind">What it says.</param>
    /// <returns>The message.</returns>
    public static RunMessage Message(RunId to, string id, RunMessageKind kind = RunMessageKind.Signal) => new()
    {
        RunId = to,
        Id = id,
        Kind = kind,
        Name = $"about {id}",
        Data = Json($$"""{"text": "{{id}}", "list": [1, true, null]}"""),
        By = "ada",
        At = Start.AddMinutes(7),
    };

    /// <summary>Makes an event that no run published.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="at">When it was published; a minute after <see cref="Start"/> unless given.</param>
    /// <returns>The event.</returns>
    public static BusEvent Event(string id, string subject = "orders.paid", DateTimeOffset? at = null) => new()
    {
        Id = id,
        Subject = subject,
        Data = Json($$"""{"of": "{{id}}"}"""),
        At = at ?? Start.AddMinutes(1),
    };

    /// <summary>Makes a wait for an event.</summary>
    /// <param name="subject">The subject or pattern.</param>
    /// <param name="activation">The number of the wait.</param>
    /// <param name="leaf">The part of the wait.</param>
    /// <param name="since">From when on events count; a year after <see cref="Start"/> unless given, so that none of the log does.</param>
    /// <returns>The wait.</returns>
    public static OpenWait EventWait(string subject, int activation = 2, int leaf = 0, DateTimeOffset? since = null) =>
        new(activation, leaf, RunMessageKind.Event, subject, since ?? Start.AddYears(1));

    /// <summary>Makes a human task.</summary>
    /// <param name="run">Its run.</param>
    /// <param name="activation">The number of the wait.</param>
    /// <param name="openedAt">When it is opened; <see cref="Start"/> unless given.</param>
    /// <returns>The task.</returns>
    public static HumanTask Task(SampleRun run, int activation = 2, DateTimeOffset? openedAt = null) => new()
    {
        Id = $"{run.Id}:{activation}",
        RunId = run.Id,
        Activation = activation,
        Workflow = run.Summary.Workflow,
        StepPath = "approve[0].ask",
        Title = "Approve the order",
        Body = "It is large.",
        Assign = Json("""{"role": "order_manager"}"""),
        Actions = ["approve", "reject"],
        Status = HumanTaskStatus.Open,
        OpenedAt = openedAt ?? Start,
        DueAt = Start.AddDays(2),
    };
}
