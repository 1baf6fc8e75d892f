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
            foreach (var step in plugin.Steps)
            {
                writer.WriteLine($"  {step.Name + "@" + step.Version,-22} {step.Summary}");
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
