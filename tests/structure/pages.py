# SPDX-License-Identifier: MIT
"""doc/perturbations.md is what the descriptors say.

    pages.py BUILD_FOLDER
"""
import os
import subprocess
import sys

sys.exit(subprocess.run([sys.executable, "tools/perturbation_pages.py", os.path.join(sys.argv[1], "mltest"),
                         "doc/perturbations.md", "--check"], check=False).returncode)
