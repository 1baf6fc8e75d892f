using System.Text.Json.Nodes;
using Arch.Expressions.Language;
using Arch.Expressions.Values;
using Arch.Sdk;
using Arch.Sdk.Agents;
using Arch.Workflows.Durations;

namespace Arch.Agents.Types;

/// <summary>What the handler of a script agent returned: what is to follow.</summary>
internal sealed class ScriptAnswer(Value answer, AgentContext context)
{
    private static readonly string[] Known =
        ["state", "send", "publish", "start", "reply", "reply_later", "replies", "after", "cancel", "log"];

    public void Apply()
    {
        if (!answer.TryGetObject(out var members))
        {
            return;
        }

        foreach (var name in members.Names.Where(name => !Known.Contains(name)))
        {
            var closest = Suggestions.Closest(name, Known);
            throw Wrong($"The handler returned the unknown member '{name}'. {(closest is null ? $"Known are {string.Join(", ", Known)}." : $"Did you mean '{closest}'?")}");
        }

        foreach (var line in Items("log"))
        {
            context.Log.Info(line.ToString());
        }

        foreach (var item in Items("send"))
        {
            context.Send(Text(item, "send", "to"), Optional(item, "subject"), Data(item["data"]));
        }

        foreach (var item in Items("publish"))
        {
            context.Publish(Text(item, "publish", "subject"), Data(item["data"]));
        }

        foreach (var item in Items("start"))
        {
            var workflow = Text(item, "start", "workflow");
            var inputs = item["inputs"].IsNullish ? null : Object(item["inputs"], "'inputs' of 'start'");
            _ = item["hear"].TryGetString(out var subject)
                ? context.StartRunAndHear(workflow, inputs, subject)
                : context.StartRun(workflow, inputs);
        }

        foreach (var item in Items("cancel"))
        {
            context.CancelTimer(item.ToString());
        }

        foreach (var item in Items("after"))
        {
            var time = Text(item, "after", "time");
            context.After(
                DurationText.TryParse(time, out var delay) ? delay : throw Wrong($"'time' of 'after' must be {DurationText.Form}, but is '{time}'."),
                Text(item, "after", "name"),
                Data(item["data"]));
        }

        Reply();
    }

    private void Reply()
    {
        if (answer["reply_later"] == Value.True)
        {
            context.ReplyLater();
        }

        if (!answer["reply"].IsNullish)
        {
            context.Reply(Object(answer["reply"], "'reply'"));
        }

        foreach (var item in Items("replies"))
        {
            context.Reply(Text(item, "replies", "to"), Object(item["outputs"], "'outputs' of 'replies'"));
        }
    }

    // One, or an array of them.
    private ValueArray Items(string name)
    {
        var value = answer[name];
        return value.IsNullish ? ValueArray.Empty : value.TryGetArray(out var items) ? items : ValueArray.Of([value]);
    }

    private static string Text(Value item, string name, string member) =>
        item[member].TryGetString(out var text) && text.Length > 0
            ? text
            : throw Wrong($"'{name}' needs objects with the text '{member}', but has {item}.");

    private static string Optional(Value item, string member) => item[member].TryGetString(out var text) ? text : "";

    private static JsonNode? Data(Value value) => value.IsNullish ? null : JsonNode.Parse(ValueJson.ToUtf8(value));

    private static JsonObject Object(Value value, string what) =>
        Data(value) as JsonObject ?? throw Wrong($"{what} must be an object, but is {value}.");

    private static StepException Wrong(string message) => new("ARCH8014", message);
}
