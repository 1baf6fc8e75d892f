using Arch.Workflows.Catalog;

namespace Arch.Host.Output;

/// <summary>A step type for people.</summary>
internal static class StepTypeText
{
    public static void Write(TextWriter writer, StepType step)
    {
        writer.WriteLine($"{step.Name}@{step.Version} ({step.PluginId} {step.PluginVersion})");
        writer.WriteLine(step.Summary);
        ShapeText.Write(writer, "Inputs (with:)", step.Input);
        ShapeText.Write(writer, "Outputs (steps.ID.outputs)", step.Output);
    }
}
