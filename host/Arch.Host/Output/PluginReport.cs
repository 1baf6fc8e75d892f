using Arch.Plugins;

namespace Arch.Host.Output;

/// <summary>The list of plugins.</summary>
internal static class PluginReport
{
    public static void WriteText(TextWriter writer, IReadOnlyList<PluginInfo> plugins)
    {
        foreach (var plugin in plugins)
        {
            var state = plugin.State == PluginState.Failed ? " (cannot be used)" : "";
            writer.WriteLine($"{plugin.Id} {plugin.Version}{state} {plugin.Folder}".TrimEnd());
            foreach (var part in plugin.Parts)
            {
                var kind = part.Kind == PluginPartKind.Step ? "" : $"({part.Kind.ToString().ToLowerInvariant()}) ";
                writer.WriteLine($"  {part,-22} {kind}{part.Summary}");
            }

            if (plugin.Leaked > 0)
            {
                writer.WriteLine($"  {plugin.Leaked} older versions of its code are still in memory; restart the host to free it.");
            }

            foreach (var problem in plugin.Problems)
            {
                writer.WriteLine($"  {problem}");
            }
        }
    }

    public static string Json(IReadOnlyList<PluginInfo> plugins) => JsonText.Of(writer =>
    {
        writer.WriteStartArray();
        foreach (var plugin in plugins)
        {
            writer.WriteStartObject();
            writer.WriteString("id", plugin.Id);
            writer.WriteString("version", plugin.Version);
            writer.WriteString("description", plugin.Description);
            writer.WriteString("folder", plugin.Folder);
            writer.WriteBoolean("usable", plugin.State != PluginState.Failed);
            writer.WriteStartArray("steps");
            foreach (var step in plugin.Steps)
            {
                writer.WriteStartObject();
                writer.WriteString("type", step.Name);
                writer.WriteNumber("version", step.Version);
                writer.WriteString("summary", step.Summary);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("triggers");
            foreach (var trigger in plugin.Parts.Where(part => part.Kind == PluginPartKind.Trigger))
            {
                writer.WriteStartObject();
                writer.WriteString("type", trigger.Name);
                writer.WriteNumber("version", trigger.Version);
                writer.WriteString("summary", trigger.Summary);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("permissions", plugin.Permissions.ToString());
            writer.WriteString("isolation", plugin.Isolation.ToString().ToLowerInvariant());
            writer.WriteNumber("leaked", plugin.Leaked);
            writer.WriteStartArray("problems");
            foreach (var problem in plugin.Problems)
            {
                writer.WriteStartObject();
                writer.WriteString("code", problem.Code);
                writer.WriteString("message", problem.Message);
                writer.WriteString("remedy", problem.Remedy);
                writer.WriteString("stepType", problem.StepType);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
