"""What programs use most: imported once, before an interpreter's memory is kept, so that no program waits for it."""

import asyncio
import asyncio.runners
import base64
import collections
import concurrent.futures.thread
import contextlib
import dataclasses
import datetime
import enum
import functools
import hashlib
import io
import itertools
import json
import linecache
import logging
import math
import os
import platform
import queue
import random
import re
import signal
import socket
import string
import struct
import sys
import threading
import time
import traceback
import typing
import uuid

import pika
import pika.adapters.asyncio_connection
import warren.program
