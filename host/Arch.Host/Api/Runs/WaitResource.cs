using Arch.Engine.History;
using Arch.Host.Output;

namespace Arch.Host.Api.Runs;

/// <summary>Something that a step, or the run itself, waits for.</summary>
/// <param name="Step">The place of the step in the run; <see langword="null"/> for the run itself.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, such as that of the signal.</param>
/// <param name="Title">What a person is to do.</param>
/// <param name="Actions">The actions that the person chooses from.</param>
/// <param name="Until">The moment at which it comes by itself.</param>
/// <param name="TimeoutAt">When the waiting is given up.</param>
internal sealed record WaitResource(
    string? Step, string Kind, string? Name, string? Title, IReadOnlyList<string> Actions, DateTimeOffset? Until, DateTimeOffset? TimeoutAt)
{
    public static IEnumerable<WaitResource> Of(WaitingStep step) => step.WaitsFor.Select(wait => Of(step.Path, wait));

    public static WaitResource Of(string? path, WaitView wait) => new(
        path, WaitText.Of(wait.Kind), wait.Name.Length == 0 ? null : wait.Name, wait.Title, wait.Actions, wait.Until, wait.TimeoutAt);
}
