using Arch.Workflows.Editing;

namespace Arch.Host.Api.Editing;

/// <summary>A change that puts something right.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Code">The code of what is wrong.</param>
/// <param name="Change">The change.</param>
internal sealed record CodeFixResource(string Title, string Code, TextChange Change);
