using System.Text.Json;
using Arch.Engine.Runs;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Schema;

namespace Arch.Host.Output;

/// <summary>Human tasks as commands report them.</summary>
internal static class TaskReport
{
    /// <summary>Writes the object that programs read: the same members always, absent things as null.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="task">The task.</param>
    /// <param name="form">What is to be filled in; not told unless given.</param>
    public static void Write(Utf8JsonWriter writer, HumanTask task, TypeShape? form = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id", task.Id);
        writer.WriteString("runId", task.RunId.Value);
        writer.WriteString("workflow", task.Workflow);
        writer.WriteString("step", task.StepPath);
        writer.WriteString("status", Of(task.Status));
        writer.WriteString("title", task.Title);
        writer.WriteString("body", task.Body);
        JsonText.WriteValue(writer, "assign", task.Assign);
        writer.WriteStartArray("actions");
        foreach (var action in task.Actions)
        {
            writer.WriteStringValue(action);
        }

        writer.WriteEndArray();
        writer.WriteString("openedAt", task.OpenedAt);
        JsonText.WriteMoment(writer, "dueAt", task.DueAt);
        JsonText.WriteMoment(writer, "closedAt", task.ClosedAt);
        writer.WriteString("action", task.Action);
        writer.WriteString("by", task.By);
        if (form is not null)
        {
            writer.WritePropertyName("form");
            ShapeSchema.Create(form).WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Gives the line of a list.</summary>
    public static string Line(HumanTask task)
    {
        var due = task is { Status: HumanTaskStatus.Open, DueAt: { } end } ? $"  due {StepText.Of(end)}" : "";
        return $"{task.Id}  {Of(task.Status),-9}  {StepText.Of(task.OpenedAt)}  {task.Title}{due}";
    }

    /// <summary>Writes all about a task, for people.</summary>
    public static async Task WriteTextAsync(TextWriter writer, HumanTask task, TypeShape form)
    {
        await writer.WriteLineAsync(task.Title);
        if (task.Body is { Length: > 0 } body)
        {
            await writer.WriteLineAsync(body.TrimEnd());
        }

        await writer.WriteLineAsync();
        await writer.WriteLineAsync($"Task:     {task.Id} ({Of(task.Status)})");
        await writer.WriteLineAsync($"Of:       step '{task.StepPath}' of {task.Workflow}, run {task.RunId}");
        if (!task.Assign.IsNullish)
        {
            await writer.WriteLineAsync($"For:      {ValueJson.ToJson(task.Assign)}");
        }

        await writer.WriteLineAsync($"Since:    {StepText.Of(task.OpenedAt)}{(task.DueAt is { } due ? $", due {StepText.Of(due)}" : "")}");
        if (task.Status != HumanTaskStatus.Open)
        {
            await writer.WriteLineAsync($"Ended:    {Ending(task)}");
            return;
        }

        await writer.WriteLineAsync($"Actions:  {string.Join(", ", task.Actions)}");
        ShapeText.Write(writer, "Form (--form)", form);
        var filled = form.Members.Count == 0 ? "" : " --form '{...}'";
        await writer.WriteLineAsync();
        await writer.WriteLineAsync($"arch tasks complete {task.Id} --action {task.Actions[0]}{filled}");
    }

    /// <summary>Says how a task ended.</summary>
    public static string Ending(HumanTask task)
    {
        var action = task.Action is null ? "" : $" with '{task.Action}'";
        var by = task.By is null ? "" : $" by {task.By}";
        return $"{Of(task.Status)}{action}{by}{(task.ClosedAt is { } at ? $" at {StepText.Of(at)}" : "")}";
    }

    private static string Of(HumanTaskStatus status) => status switch
    {
        HumanTaskStatus.Open => "open",
        HumanTaskStatus.Completed => "completed",
        HumanTaskStatus.Expired => "expired",
        _ => "cancelled",
    };
}
