using System.Text.Json.Nodes;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Agents.Types;

/// <summary>Looks at a source at an interval and publishes an event for each new item.</summary>
[Agent(Type, Summary = "Looks at a source at an interval and publishes an event for each new item.")]
internal sealed class WatchAgent(IExpressionLanguage language) : IAgent<WatchSettings, WatchState>
{
    public const string Type = "agent.watch";

    private const string Timer = "look";
    private const int MostItems = 900;

    public async Task<WatchState> HandleAsync(
        AgentMessage message, WatchState state, WatchSettings settings, AgentContext context, CancellationToken cancellationToken)
    {
        if (message.Kind == AgentMessageKind.Start || (message.Kind == AgentMessageKind.Timer && message.Subject == Timer))
        {
            context.After(settings.Every, Timer);
            return await LookAsync(state, settings, context, cancellationToken).ConfigureAwait(false);
        }

        if (message.Kind is AgentMessageKind.Message or AgentMessageKind.Ask)
        {
            // Whoever sends something wants it to look now.
            context.After(TimeSpan.Zero, Timer);
        }

        return state;
    }

    // A source that fails is looked at again at its next time; the agent itself is well.
    private async Task<WatchState> LookAsync(
        WatchState state, WatchSettings settings, AgentContext context, CancellationToken cancellationToken)
    {
        try
        {
            var tool = settings.Source ?? (context.Tools is [var only] ? only : throw new StepException("ARCH8020", "The agent needs one tool, or 'source' with the name of one."));
            var arguments = (settings.Arguments?.DeepClone() as JsonObject) ?? [];
            if (settings.Cursor is not null && state.Cursor is { } cursor)
            {
                arguments[settings.CursorInput] = cursor.DeepClone();
            }

            var outputs = await context.CallToolAsync(tool, arguments, cancellationToken).ConfigureAwait(false);
            return Take(ValueJson.Parse(outputs.ToJsonString(), ValueDepth.InRuns), state, settings, context);
        }
        catch (Exception exception) when (exception is StepException or ExpressionException)
        {
            context.Log.Warning($"The look failed: {((ArchException)exception).Code} {exception.Message}");
            return state with { Failures = state.Failures + 1 };
        }
    }

    private WatchState Take(Value outputs, WatchState state, WatchSettings settings, AgentContext context)
    {
        using var session = new ExpressionSession(context.Time.GetUtcNow(), seed: 0);
        var scope = ValueObject.Of(("outputs", outputs));
        var items = Compile(settings.Items).Evaluate(session, new ObjectScope(scope));
        if (!items.TryGetArray(out var all))
        {
            throw new StepException("ARCH8015", $"'items' gave {(items.IsUndefined ? "undefined" : items.ToString())}, but must give an array.");
        }

        var key = Compile(settings.Key);
        var known = new HashSet<string>(state.Keys, StringComparer.Ordinal);
        var keys = new List<string>(state.Keys);
        var isQuiet = !state.HasLooked && settings.First != "emit";
        var published = 0;
        foreach (var item in all)
        {
            var name = key.Evaluate(session, new ObjectScope(ValueObject.Of(("item", item), ("outputs", outputs))));
            if (name.IsNullish)
            {
                throw new StepException("ARCH8015", $"'key' gave nothing for the item {item}.");
            }

            // What is too much for one message comes with the next look, which finds it new still.
            if (published == MostItems || !known.Add(name.ToString()))
            {
                continue;
            }

            keys.Add(name.ToString());
            if (!isQuiet)
            {
                published++;
                context.Publish(settings.Emit, JsonNode.Parse(ValueJson.ToUtf8(item)));
            }
        }

        // The cursor moves on when all before it is published.
        var cursor = settings.Cursor is { } text && published < MostItems
            ? Compile(text).Evaluate(session, new ObjectScope(scope))
            : Value.Undefined;
        return new WatchState
        {
            HasLooked = true,
            Cursor = cursor.IsNullish ? state.Cursor : JsonNode.Parse(ValueJson.ToUtf8(cursor)),
            Keys = [.. keys.Skip(Math.Max(0, keys.Count - settings.Remember))],
        };
    }

    private CompiledExpression Compile(string text)
    {
        var compilation = language.CompileExpression(text);
        return compilation.Expression ?? throw new StepException("ARCH8015", $"The expression '{text}' cannot be compiled: {compilation.Problems[0].Message}");
    }
}
