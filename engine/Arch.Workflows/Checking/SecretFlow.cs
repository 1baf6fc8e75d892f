using Arch.Expressions.Language;
using Arch.Expressions.Types;

namespace Arch.Workflows.Checking;

/// <summary>Finds secrets in expressions whose result is kept or shown.</summary>
internal static class SecretFlow
{
    public static IEnumerable<ExpressionProblem> Find(IReadOnlyList<ExpressionReference> references, ITypeScope scope)
    {
        foreach (var reference in references)
        {
            if (reference.Root == "secrets" ? scope.Find("secrets") is not null : IsSecret(reference, scope))
            {
                var name = string.Join('.', reference.Path.Select(segment => segment.Name).Prepend(reference.Root));
                yield return new(
                    "ARCH2201",
                    reference.Start,
                    reference.Length,
                    $"'{name}' is or holds a secret and is used where it would be kept or shown.",
                    "Secrets may stand only in 'with', 'env', 'files' and 'auth'.");
            }
        }
    }

    private static bool IsSecret(ExpressionReference reference, ITypeScope scope)
    {
        var shape = scope.Find(reference.Root);
        foreach (var segment in reference.Path)
        {
            if (shape is null || shape.IsSecret)
            {
                break;
            }

            shape = shape.Members.TryGetValue(segment.Name, out var member) && member.Forbidden is null
                ? member.Shape
                : null;
        }

        return shape is not null && Carries(shape);
    }

    // A whole object gives away the secrets in it.
    private static bool Carries(TypeShape shape) =>
        shape.IsSecret
        || (shape.Items is { } items && Carries(items))
        || shape.Members.Values.Any(member => Carries(member.Shape));
}
