using Arch.Plugins.Running;
using Arch.Workflows.Catalog;

namespace Arch.Plugins.Loading;

/// <summary>A step type that is ready to run.</summary>
/// <param name="Description">What it declares.</param>
/// <param name="Runner">Carries it out.</param>
internal sealed record ActiveStep(StepType Description, IStepRunner Runner) : ActivePart;
