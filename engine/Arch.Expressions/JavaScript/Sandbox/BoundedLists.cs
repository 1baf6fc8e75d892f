using Jint;

namespace Arch.Expressions.JavaScript.Sandbox;

internal static class BoundedLists
{
    public static void Install(Engine engine)
    {
        _ = engine;
    }
}
