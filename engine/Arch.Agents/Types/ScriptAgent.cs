using System.Collections.Concurrent;
using Arch.Agents.Running;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Agents.Types;

/// <summary>Agents whose handler is JavaScript in the sandbox.</summary>
internal sealed class ScriptAgent(IExpressionLanguage language) : IAgentRunner
{
    public const string Type = "agent.script";

    private const int MostScripts = 1_000;

    private readonly ConcurrentDictionary<string, CompiledScript> _scripts = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Parameters { get; } = ["message", "state"];

    public Task<byte[]> HandleAsync(
        AgentMessage message, byte[]? state, byte[] settings, AgentContext context, CancellationToken cancellationToken)
    {
        var given = ValueJson.Parse(settings, ValueDepth.InRuns);
        var before = state is not null ? ValueJson.Parse(state, ValueDepth.InRuns)
            : given["state"].IsNullish ? Value.EmptyObject
            : given["state"];
        using var session = new ExpressionSession(context.Time.GetUtcNow(), Seed(message.Id), limits: null, cancellationToken);
        var result = Run(given["script"].ToString(), session, Describe(message), before);
        if (!result.IsNullish && result.Kind != ValueKind.Object)
        {
            throw new StepException("ARCH8014", $"The handler returned {result}, but it must return an object such as {{ state, reply }}, or nothing.");
        }

        new ScriptAnswer(result, context).Apply();
        var after = result["state"].IsUndefined ? before : result["state"];
        return after.Kind == ValueKind.Object
            ? Task.FromResult(ValueJson.ToUtf8(after))
            : throw new StepException("ARCH8014", $"The handler gave the state {after}, but a state must be an object.");
    }

    private Value Run(string text, ExpressionSession session, Value message, Value state)
    {
        try
        {
            return Compile(text).Run(session, ValueObject.Of(("message", message), ("state", state)));
        }
        catch (ExpressionException exception)
        {
            throw new StepException(exception.Code, exception.Message, exception);
        }
    }

    private CompiledScript Compile(string text)
    {
        if (_scripts.TryGetValue(text, out var known))
        {
            return known;
        }

        var compilation = language.CompileScript(text, Parameters);
        var script = compilation.Script
            ?? throw new StepException("ARCH8014", $"The handler cannot be compiled: {compilation.Problems[0].Message}");
        if (_scripts.Count >= MostScripts)
        {
            _scripts.Clear();
        }

        return _scripts[text] = script;
    }

    private static Value Describe(AgentMessage message) => Value.From(ValueObject.Of(
        ("id", Value.From(message.Id)),
        ("kind", Value.From(message.Kind switch
        {
            AgentMessageKind.Ask => "ask",
            AgentMessageKind.Event => "event",
            AgentMessageKind.Timer => "timer",
            AgentMessageKind.Start => "start",
            AgentMessageKind.Run => "run",
            _ => "message",
        })),
        ("subject", Value.From(message.Subject)),
        ("sender", Value.From(message.Sender)),
        ("data", message.Data is { } data ? ValueJson.Parse(data.ToJsonString(), ValueDepth.InRuns) : Value.Null),
        ("sent_at", Value.From(message.SentAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture))),
        ("attempt", Value.From(message.Attempt)),
        ("reply_to", Value.From(message.ReplyTo))));

    // The same message draws the same random bits when it is handled again.
    private static ulong Seed(string id)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in id)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return hash;
    }
}
