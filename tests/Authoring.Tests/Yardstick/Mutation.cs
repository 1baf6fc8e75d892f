namespace Authoring.Tests.Yardstick;

/// <summary>A mistake made in a workflow that was right.</summary>
/// <param name="File">The workflow.</param>
/// <param name="Operation">What was done, the same words for all of its kind.</param>
/// <param name="Description">Where and what, for the list of those that escape.</param>
/// <param name="Text">The workflow with the mistake.</param>
internal sealed record Mutation(ValidFile File, string Operation, string Description, string Text);
